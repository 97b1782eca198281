export default () => <u>MARK_island_client_only</u>;
