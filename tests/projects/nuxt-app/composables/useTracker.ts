export const useTracker = () => ({ track: (text: string) => console.log('MARK_composable_by_auto_import', text) });
export const useIdleTracker = () => 'MARK_composable_nobody_uses';
