"""What a live project shows when it is asked: levelling, risk, earned value, tracking, why, checks."""
