export const onClientEntry = () => console.log('MARK_gatsby_browser');
