import { secret } from '../../lib/secret';

export const POST = () => secret;
