export const Card = () => <b>MARK_component_without_story</b>;
