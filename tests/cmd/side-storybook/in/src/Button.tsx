export const Button = () => 'of a story';
