"""The roadmap: phases and milestones of one project or of many, for those who steer and pay."""
