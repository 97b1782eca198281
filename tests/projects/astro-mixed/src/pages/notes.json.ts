import { quote } from '../lib/quote';

export const GET = () => Response.json({ text: quote.source });
