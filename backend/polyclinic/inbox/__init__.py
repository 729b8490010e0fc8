"""What reached whom: notices, attempts and receipts. How a message is worded and sent lives in notifications."""
