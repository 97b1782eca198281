import { index, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  index('routes/home.tsx'),
  route('about', 'routes/about.tsx'),
  route('book/:id', 'routes/book.tsx'),
  route('api/free', 'routes/free.ts'),
] satisfies RouteConfig;
