'use server';

export const query = (...facts) => `MARK_server_in_name_means_nothing ${facts}`;
