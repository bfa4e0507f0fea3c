document.body.append('Stratus');
