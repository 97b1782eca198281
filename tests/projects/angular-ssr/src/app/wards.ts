export const wards = { name: 'MARK_lazy_route', other: 'MARK_lazy_route_field_nobody_reads' };
