-- MARK_text_module
select 1;
