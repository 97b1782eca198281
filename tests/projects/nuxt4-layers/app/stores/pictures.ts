export const usePictures = () => ({ title: 'MARK_store_field_read', idle: 'MARK_store_field_never_read' });
