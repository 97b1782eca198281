//! Names of imports, exports and declarations.

use oxc_ast::ast::{BindingPattern, ModuleExportName};

pub(super) fn export_name(name: &ModuleExportName<'_>) -> String {
    name.name().to_string()
}

/// The names that a pattern declares.
pub(super) fn declared(pattern: &BindingPattern<'_>, found: &mut Vec<String>) {
    match pattern {
        BindingPattern::BindingIdentifier(name) => found.push(name.name.to_string()),
        BindingPattern::ObjectPattern(object) => {
            object.properties.iter().for_each(|property| declared(&property.value, found));
            object.rest.iter().for_each(|rest| declared(&rest.argument, found));
        }
        BindingPattern::ArrayPattern(array) => {
            array.elements.iter().flatten().for_each(|element| declared(element, found));
            array.rest.iter().for_each(|rest| declared(&rest.argument, found));
        }
        BindingPattern::AssignmentPattern(assignment) => declared(&assignment.left, found),
    }
}
