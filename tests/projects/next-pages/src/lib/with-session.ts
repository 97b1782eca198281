type Loader = () => Promise<{ props: Record<string, string> }>;

export function withSession(loader: Loader): Loader {
  return () => {
    console.log('MARK_wrapper_of_server_props_logged');
    return loader();
  };
}
