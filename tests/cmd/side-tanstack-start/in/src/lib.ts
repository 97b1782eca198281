export const ofHandler = 'of the server';
export const ofLoader = 'of both';
export const ofNobody = 'of nobody';
