import { AngularNodeAppEngine, createNodeRequestHandler, isMainModule, writeResponseToNodeResponse } from '@angular/ssr/node';
import express from 'express';
import { join } from 'node:path';
import { readBeds } from './server/beds';
import { environment } from './environments/environment';

const app = express();
const engine = new AngularNodeAppEngine();

app.get('/api/beds', (_request, response) => {
  console.log('MARK_express_logged', process.env['CLINIC_KEY'], environment.server);
  response.json({ beds: readBeds(), text: 'MARK_express_answered' });
});
app.use(express.static(join(import.meta.dirname, '../browser'), { index: false }));
app.use((request, response, next) => {
  engine
    .handle(request)
    .then((answer) => (answer ? writeResponseToNodeResponse(answer, response) : next()))
    .catch(next);
});

if (isMainModule(import.meta.url)) app.listen(process.env['PORT'] ?? 4000);

export const reqHandler = createNodeRequestHandler(app);
