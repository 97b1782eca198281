fetch('/report', { method: 'POST', body: `${process.env.OTHER_READ} MARK_each_entry` });
