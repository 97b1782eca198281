import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import Home, { loader, action } from '~/routes/home.jsx';
import { Shared } from '@server/shared.js';

const { VITE_TAKEN } = import.meta.env;
const router = createBrowserRouter([
  { path: '/', element: <Home />, loader, action },
  { path: '/later', lazy: () => import('~/routes/later.jsx') },
]);

createRoot(document.getElementById('root')).render(<RouterProvider router={router} fallback={Shared.name + ' ' + VITE_TAKEN} />);
