export default defineTask({ run: () => ({ result: 'MARK_task_not_enabled' }) });
