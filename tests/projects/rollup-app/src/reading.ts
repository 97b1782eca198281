export interface Reading {
  value: string;
  unit: string;
}
export const unit = 'MARK_inline_type_import';
