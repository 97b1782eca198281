console.log('MARK_barrel_unused_with_side_effect');

export const Chart = () => <figure>MARK_barrel_unused_beside_side_effect</figure>;
