console.log('MARK_module_of_ssr_branch_logged');

export const reason = 'MARK_module_of_ssr_branch_rendered';
