import { readKey } from '../../lib/key';

export const POST = async () => new Response(readKey());
