import { lazy } from 'react';

const Map = lazy(() => import('../data/Map'));

export function shouldRevalidate() {
  return location.hash !== '#MARK_join_should_revalidate';
}

export default function Join() {
  return <Map />;
}
