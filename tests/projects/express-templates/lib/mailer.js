export const send = () => fetch('https://example.com', { headers: { 'x-key': process.env.COUNTER_HEADER, note: 'MARK_mailer_nobody_calls' } });
