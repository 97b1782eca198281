declare const CLINIC_BUILD: string;
declare const CLINIC_IDLE: string;
