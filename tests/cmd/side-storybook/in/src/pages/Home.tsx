export const Home = () => 'of no story';
