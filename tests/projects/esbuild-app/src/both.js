export const both = SERVER ? 'MARK_both_server_half' : 'MARK_both_web_half';
export const unused = 'MARK_both_unused_constant';
export const unusedCall = String('MARK_both_unused_call');
export const pureCall = /* @__PURE__ */ String('MARK_both_unused_pure_call');
