export const loader = () => 'MARK_lazy_route_loader';
export const Component = () => <p>MARK_lazy_route_component</p>;
