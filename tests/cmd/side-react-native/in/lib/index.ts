export const used = 'used';
export const unused = 'unused, and there all the same';
