var n="https://api.stripe.com/v1/charges";async function r(e){return(await fetch(n,{method:"POST",headers:{authorization:"Bearer sk_live_<<alnum:24>>"},body:new URLSearchParams({amount:String(e)})})).ok}var t=e=>`Welcome, ${e}!`;document.title=t("\xDCberraschung \u{1F381}");document.querySelector("form")?.addEventListener("submit",e=>{e.preventDefault(),r(1200)});
//# sourceMappingURL=app.js.map
