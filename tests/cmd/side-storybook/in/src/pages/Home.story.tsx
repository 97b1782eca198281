export const Home = {};
