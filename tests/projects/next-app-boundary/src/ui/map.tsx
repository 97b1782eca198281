'use client';

export default function Map() {
  return <b onClick={() => console.log('MARK_dynamic_client_component_handler')}>map</b>;
}
