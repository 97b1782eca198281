fetch('/report', { method: 'POST', body: `${process.env.MEMBER_READ} MARK_member_entry` });
