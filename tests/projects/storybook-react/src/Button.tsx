import { colour } from './colour';

/** MARK_component_doc_comment */
export const Button = ({ label }: { label: string }) => <button style={{ color: colour }}>{label} MARK_component</button>;
export const Link = () => <a href="#">MARK_component_unused_export</a>;
