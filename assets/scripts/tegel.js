if(parent!==window)new ResizeObserver(()=>parent.postMessage({tegelHoogte:Math.ceil(document.body.getBoundingClientRect().height)},"*")).observe(document.body)
