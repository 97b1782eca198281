import React from 'react';

export const Box = () => <b>MARK_component_of_doc</b>;
export const Idle = () => <b>MARK_component_unused_export</b>;
