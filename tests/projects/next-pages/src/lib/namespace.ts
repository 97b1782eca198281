export const forLoader = () => 'MARK_namespace_member_of_loader';
export const forComponent = () => 'MARK_namespace_member_of_component';
