document.title = "Headway";
