export const View = ({ text }: { text: string }) => <p onClick={() => console.log('MARK_view_handler')}>{text}</p>;
