'use client';

export const Gauge = () => <figure>MARK_client_component_in_barrel_not_used</figure>;
