import path from 'node:path';
import 'dotenv/config';
import express from 'express';
import hbs from 'hbs';
import nunjucks from 'nunjucks';
import { lookUp } from './lib/look-up.js';
import { publicSettings, settings } from './lib/settings.js';

const app = express();
app.engine('hbs', hbs.__express);
const views = nunjucks.configure('views');
views.addGlobal('site', 'MARK_nunjucks_global_printed');
app.engine('njk', (file, options, done) => views.render(path.basename(file), options, done));
app.set('views', 'views');
app.locals.motto = 'MARK_locals_printed';
app.use(express.static('public', { dotfiles: 'ignore' }));

app.get('/', (request, response) => {
  console.log('MARK_handler_logged', process.env.COUNTER_LOGGED);
  response.render('home.ejs', { key: process.env.COUNTER_EJS, unused: process.env.COUNTER_PASSED, process, rows: lookUp('MARK_argument_logged') });
});
app.get('/hbs', (request, response) => response.render('page.hbs', { shown: 'MARK_hbs_variable', raw: '<b>MARK_hbs_raw_variable</b>', other: 'MARK_hbs_variable_not_printed' }));
app.get('/pug', (request, response) => response.render('page.pug', { shown: 'MARK_pug_variable', settingsForPage: publicSettings }));
app.get('/njk', (request, response) => response.render('page.njk', { shown: 'MARK_njk_variable' }));
app.get('/json', (request, response) => {
  response.cookie('seen', 'MARK_cookie').set('x-counter', 'MARK_header').json({ ...settings.open, text: 'MARK_json_answered' });
});
app.get('/redirect', (request, response) => response.redirect('/?to=MARK_redirect'));
app.get('/send', (request, response) => response.send(`<script>const text = 'MARK_script_in_string'</script>`));
app.get('/fails', () => {
  throw new Error('MARK_error_thrown_message');
});
app.use((error, request, response, next) => {
  console.log('MARK_error_handler_logged', error.message);
  response.status(400).send('MARK_error_handler_answered');
});
app.listen(process.env.PORT ?? 3000);
