CREATE TABLE accounts (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL);
INSERT INTO accounts (id, name) VALUES (1, 'Ann');
