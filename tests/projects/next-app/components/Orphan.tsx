'use client';

export function Orphan() {
  return <p>MARK_client_component_nobody_imports</p>;
}
