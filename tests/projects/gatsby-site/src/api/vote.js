import { count } from '../lib/count';

export default function handler(request, response) {
  console.log('MARK_function_logged', count());
  response.json({ text: 'MARK_function_answered' });
}
