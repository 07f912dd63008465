require('./.config/jest-setup');
