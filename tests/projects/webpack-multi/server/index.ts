import express from 'express';
import { join } from 'lib/split';
import { connect } from './database';

const app = express();
app.get('/', (_request: unknown, response: { send(text: string): void }) => {
  console.log('MARK_server_logged', connect(), join(), process.env.DEPOT_SERVER, __SERVER__);
  response.send('MARK_server_answered');
});
app.listen(process.env.PORT || 3000);
