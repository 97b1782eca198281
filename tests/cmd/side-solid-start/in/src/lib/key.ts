export const readKey = () => process.env.HARBOR_KEY;
export const tide = 'of both';
