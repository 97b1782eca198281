import http from 'node:http';
import { both } from './both.js';
import { screen } from '#screen';
import { ledger } from './ledger.js';

http.createServer((request, response) => {
  console.log('MARK_server_logged', both, screen, ledger(), process.env.KIOSK_KEY);
  response.end('MARK_server_answered');
}).listen(process.env.PORT);
