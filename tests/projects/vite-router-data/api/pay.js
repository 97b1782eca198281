import { sign } from '../lib/sign.js';

export default function handler(request, response) {
  response.json({ text: sign('MARK_vercel_function'), key: process.env.HELM_KEY, other: process.env.VITE_FUNCTION });
}
