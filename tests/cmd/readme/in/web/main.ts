import "./checkout";
